"""How BackCare's accounts differ from allauth's own."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import signup
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse

from .access import first_page_of
from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        """Keep the name, place and agreement given at sign-up."""
        user.name = form.cleaned_data["name"]
        user.time_zone = form.cleaned_data["time_zone"]
        user.country = form.cleaned_data["country"]
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            if not User.objects.filter(email__iexact=user.email).exists():
                raise
            # The form was sent twice at once. Now the address is taken: answer as always then.
            raise ImmediateHttpResponse(signup(request)) from None

    def send_account_already_exists_mail(self, email):
        """Take as long as a new account would, so that the time does not tell who has one."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def get_login_redirect_url(self, request):
        return reverse(first_page_of(request.user))
