"""BackCare as an app on the first screen of a phone."""

import re

from django.contrib.staticfiles import finders
from PIL import Image

URL = "/manifest.webmanifest"


def test_the_manifest_has_what_a_phone_asks_for(client):
    response = client.get(URL)
    said = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert (said["name"], said["short_name"]) == ("BackCare", "BackCare")
    assert (said["start_url"], said["scope"], said["display"]) == ("/today/", "/", "standalone")
    pixels = {(one["sizes"], one["purpose"]) for one in said["icons"]}
    assert pixels >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert re.search(rf"--page: {said['background_color']}", styles())


def styles():
    with open(finders.find("backcare/css/tokens.css")) as file:
        return file.read()


def test_each_icon_is_there_in_the_size_it_says(client):
    for icon in client.get(URL).json()["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            with Image.open(path) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]
        else:
            assert path.endswith(".svg")


def test_a_page_leads_to_it(client):
    page = client.get("/about/").text

    assert f'<link rel="manifest" href="{URL}">' in page
    assert 'rel="apple-touch-icon"' in page
