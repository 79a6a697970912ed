"""The pages that belong to no room."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from tracker.people.access import first_page_of, public

from .installing import manifest_of_site
from .offline import service_worker_script


@require_safe
@public
def home(request):
    """Say what BackCare is; people who are signed in go on to where their work begins."""
    if request.user.is_authenticated:
        return redirect(first_page_of(request.user))
    return render(request, "home.html")


@require_safe
@public
def about(request):
    """Say what BackCare cannot do, and where its facts come from."""
    return render(request, "about.html")


@require_safe
@public
def offline(request):
    """Say what still works without a connection; a device keeps this page."""
    return HttpResponse(render_to_string("offline.html"))


@require_safe
@public
def service_worker(request):
    """Return the script that keeps the help pages on a device; asked again at every visit."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(service_worker_script(), "text/javascript", headers=headers)


@require_safe
@public
def manifest(request):
    """Say how BackCare is put on the first screen of a phone."""
    response = JsonResponse(manifest_of_site(), content_type="application/manifest+json")
    response["Cache-Control"] = "public, no-cache"
    return response


def bad_request(request, exception):
    """Answer what cannot be read, without reading it again as Django's own answer does."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request):
    """Answer when something broke: a page that needs nothing that may be broken too."""
    return HttpResponse(render_to_string("500.html"), status=500)
