"""Pages of the library that are the same for every visitor may be kept for a while."""

from django.contrib.messages import get_messages
from django.utils.cache import patch_cache_control, patch_vary_headers

FEW_MINUTES = 5 * 60


def keep_for_visitors(request, response, viewer):
    """Let a page be kept that says nothing of anybody; whoever signs in gets one of their own.

    Such a page must have no form: its token would set a cookie. A message that was shown on it
    is for one person only.
    """
    has_message = getattr(get_messages(request), "used", False)
    if viewer.is_anyone and not has_message:
        patch_cache_control(response, public=True, max_age=FEW_MINUTES)
        patch_vary_headers(response, ["Cookie"])
    return response
