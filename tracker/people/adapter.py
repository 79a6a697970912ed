"""How BackCare's accounts differ from allauth's own."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        """Keep the name, place and agreement given at sign-up."""
        user.name = form.cleaned_data["name"]
        user.time_zone = form.cleaned_data["time_zone"]
        user.country = form.cleaned_data["country"]
        return super().save_user(request, user, form, commit)
