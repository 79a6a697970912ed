"""Pages and drawings travel packed: a phone on a slow network gets a sixth of the bytes."""

import gzip

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/exercises/", "/exercises/bird-dog/moving.svg"])
def test_is_packed_for_who_can_unpack_it(client, url):
    call_command("load_exercises", verbosity=0)
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) * 3 < len(gzip.decompress(packed.content))
