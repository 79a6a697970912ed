"""Settings of BackCare: read from the environment, safe when nothing is set."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def is_on(name):
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


# What kind of run this is. Nothing set means production: closed, and strict about its settings.
DEBUG = is_on("DEBUG")
DEMO = is_on("DEMO")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")

if DEBUG:
    SECRET_KEY = SECRET_KEY or "for-development-on-this-computer-only"
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
else:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 12:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or weak. Set it to at least 50 random characters: "
            "python -c 'import secrets; print(secrets.token_urlsafe(60))'"
        )
    if not ALLOWED_HOSTS or any(host.startswith("*") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names of this site, without '*'.")
    if DEMO:
        raise ImproperlyConfigured("DEMO is for trying BackCare out. It cannot run with DEBUG off.")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "exercises",
    "tracker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "backcare.middleware.HelpAlwaysMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backcare.middleware.RefusedFormsMiddleware",
    "backcare.middleware.PersonalPagesMiddleware",
    "backcare.middleware.ButtonsOnlyMiddleware",
    "backcare.middleware.LocalTimeMiddleware",
]

ROOT_URLCONF = "backcare.urls"
WSGI_APPLICATION = "backcare.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "backcare.context.site",
            ],
        },
    },
]

# FULL, not NORMAL: with WAL a power cut could otherwise lose a log that was acknowledged.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=600, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "backcare.sqlite3",
            "CONN_MAX_AGE": 600,
        }
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits are counted in the cache, so every process must share one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }
}

# Accounts
AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{VALIDATION}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": f"{VALIDATION}MinimumLengthValidator"},
    {"NAME": f"{VALIDATION}CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "tracker.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "tracker.people.forms.SignupForm"
# A demo has no mailbox to read a code from; everywhere else the address is proved first.
ACCOUNT_EMAIL_VERIFICATION = "none" if DEMO else "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = not DEMO
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "sessions:today"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

# E-mail: to the console on one's own computer. Elsewhere a log would show sign-in codes.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
if not EMAIL_HOST and not DEBUG:
    raise ImproperlyConfigured("Set EMAIL_HOST: sign-up and passwords need mail.")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "BackCare <backcare@localhost>")

# Words and times
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
# English is the only language so far, and looking for another costs a tenth of every page. All
# words are marked; whoever adds a language turns this on.
USE_I18N = False
USE_TZ = True

# Messages name health conditions, so they stay on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The exercise library: who is told to it (exercises/viewers.py), and who may review a change.
LIBRARY_VIEWER = "tracker.sessions.library.viewer_of"
LIBRARY_REVIEW_BY_ANOTHER = not is_on("LIBRARY_KEPT_BY_ONE")
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "backcare" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "backcare.finders.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "backcare.storage.StaticFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Security. HTTPS is taken for granted unless this is a run on one's own computer.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = not DEBUG and not is_on("PLAIN_HTTP")
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
if is_on("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "backcare": {"handlers": ["console"], "level": "INFO"},
        # Without this a failed request would leave no trace in production.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
