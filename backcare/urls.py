"""Every address of the site. A room's own addresses are in its `urls` module."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from . import views

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "BackCare"

handler400 = "backcare.views.bad_request"
handler500 = "backcare.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("offline/", views.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("exercises.urls")),
    path("", include("tracker.urls")),
]
