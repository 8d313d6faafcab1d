"""django-appointment as its documentation sets it up, with the sparing choices that Django offers.

What is chosen beyond the documentation makes the peer quicker, not slower: connections
that stay open and a write-ahead log, as our own engine has them, and no mail
server to talk to.
"""

import os
from pathlib import Path

_FOLDER = Path(os.environ["BENCHMARK_FOLDER"])

SECRET_KEY = "known to everybody, guards nothing"
DEBUG = False
ALLOWED_HOSTS = ["peer.test"]
ROOT_URLCONF = "benchmarks.peers.django_appointment.urls"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "appointment",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _FOLDER / "peer.sqlite",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
MIGRATION_MODULES = {"appointment": None}
"""Its wheel brings none: the tables are made from its models."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "Asia/Riyadh"
STATIC_URL = "/static/"
EMAIL_BACKEND = "benchmarks.peers.django_appointment.mail.WireBackend"
DEFAULT_FROM_EMAIL = "noreply@peer.test"
APPOINTMENT_WEBSITE_NAME = "Peer"
