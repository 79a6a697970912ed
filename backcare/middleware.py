"""What holds for every answer of the site."""

import logging

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control

from tracker.people.forms import country_of
from tracker.screening.general_help import general_page

logger = logging.getLogger("backcare.forms")
help_logger = logging.getLogger("backcare.help")


class HelpAlwaysMiddleware:
    """Answer a help page whatever breaks behind it: database, session, cache or our own code.

    It stands before everything that may break, so what it answers is the general help, made from
    the questionnaire's file alone; and when not even that can be read, a page kept since the start.
    """

    prefix = "/seek-care/"

    def __init__(self, get_response):
        self.get_response = get_response
        self.last_resort = render_to_string("tracker/screening/last_resort.html")

    def __call__(self, request):
        if not request.path_info.startswith(self.prefix):
            return self.get_response(request)
        try:
            response = self.get_response(request)
            if response.status_code < 500:
                return response
        except Exception:
            help_logger.exception("A help page failed, and the page that says so failed too.")
        return self._help(request)

    def _help(self, request):
        try:
            tier, _slash, rest = request.path_info.removeprefix(self.prefix).partition("/")
            country = request.GET.get("country", country_of(request))
            page = general_page(tier, country=country, is_kept=rest.startswith("offline"))
        except Exception:
            help_logger.exception("The general help failed: the last resort is shown.")
            page = self.last_resort
        response = HttpResponse(page, headers={"X-Frame-Options": "DENY"})
        patch_cache_control(response, private=True, no_store=True)
        return response


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
