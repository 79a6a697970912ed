"""The silence that is played for the buttons of headphones is silence, and ours."""

from django.contrib.staticfiles.finders import find

# MPEG 2.5, layer III, 8 kbit/s, 8 kHz, one channel: 72 bytes for 576 samples.
EMPTY_FRAME = bytes.fromhex("ffe318c4") + bytes(68)


def test_is_six_seconds_of_empty_frames():
    with open(find("backcare/silence.mp3"), "rb") as file:
        sound = file.read()

    assert sound == EMPTY_FRAME * 84
    assert round(84 * 576 / 8000) == 6
