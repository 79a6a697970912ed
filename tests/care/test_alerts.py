"""Who needs their therapist: rules on plain values."""

import pytest

from tracker.care.alerts import Alert, Signs, alert_of


@pytest.mark.parametrize(
    ("stopped_tier", "last_pain", "expected"),
    [
        pytest.param(None, None, Alert.NONE, id="nothing-known"),
        pytest.param(None, 0, Alert.NONE, id="no-pain"),
        pytest.param(None, 6, Alert.NONE, id="pain-just-below"),
        pytest.param(None, 7, Alert.HIGH_PAIN, id="pain-of-7"),
        pytest.param(None, 10, Alert.HIGH_PAIN, id="the-worst-pain"),
        pytest.param("clinician-first", None, Alert.STOPPED, id="stopped-to-see-a-clinician"),
        pytest.param("urgent", 3, Alert.STOPPED, id="stopped-with-little-pain"),
        pytest.param("emergency", 10, Alert.STOPPED, id="a-stop-is-more-serious-than-pain"),
        pytest.param("", 0, Alert.STOPPED, id="a-stop-of-no-known-kind-is-a-stop"),
    ],
)
def test_the_most_serious_reason_wins(stopped_tier, last_pain, expected):
    assert alert_of(Signs(stopped_tier, last_pain)) == expected


@pytest.mark.parametrize(
    ("stopped_tier", "last_pain", "expected"),
    [
        pytest.param(None, None, Alert.OWN_WORD, id="alone"),
        pytest.param(None, 10, Alert.OWN_WORD, id="more-serious-than-pain"),
        pytest.param("clinician-first", 0, Alert.STOPPED, id="less-serious-than-a-stop"),
    ],
)
def test_going_on_by_ones_own_word_needs_a_look(stopped_tier, last_pain, expected):
    assert alert_of(Signs(stopped_tier, last_pain, is_own_word=True)) == expected


def test_alerts_are_ordered_by_how_serious_they_are():
    assert Alert.NONE < Alert.HIGH_PAIN < Alert.OWN_WORD < Alert.STOPPED
