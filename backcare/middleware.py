"""What holds for every answer of the site."""

import logging

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

logger = logging.getLogger("backcare.forms")


class RefusedFormsMiddleware:
    """Answer 422 when a library's page (accounts, admin) comes back with a refused form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        context = response.context_data or {}
        form = context.get("form")
        refused = context.get("errors") or (getattr(form, "is_bound", False) and form.errors)
        if request.method == "POST" and response.status_code == 200 and refused:
            response.status_code = 422
            names = sorted(form.errors) if form is not None else ["admin"]
            logger.info("refused %s fields=%s", request.resolver_match.view_name, names)
        return response


class ButtonsOnlyMiddleware:
    """Show a page, not a blank, to whoever opens an address that only a button may use.

    It happens after signing in again: the address of the button is where the person was led back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response


class PersonalPagesMiddleware:
    """Keep pages of signed-in people out of every cache, the browser's own included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_shared = "public" in response.get("Cache-Control", "")
        if not is_shared and response.get("Content-Type", "").startswith("text/html"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class LocalTimeMiddleware:
    """Show times in the time zone of the person who looks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return self.get_response(request)
        return self.get_response(request)
