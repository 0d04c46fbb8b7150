"""Every knob of the site, read top to bottom. Each is an environment variable, described in docs/operators.md.

Without any variable the site that `make run` made is served from this machine alone; `ENVIRONMENT=production`
refuses to start with a default that is unsafe in public (cms/checks.py says which).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.Env):
    """The variables, each said by name when its value is no good."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var}={os.environ[var]} is no good: {error}.") from error

    def one_of(self, var: str, *choices: str, default: str) -> str:
        value: str = self.str(var, default=default)
        if value not in choices:
            raise ImproperlyConfigured(f"{var}={value} is no good: choose {' or '.join(choices)}.")
        return value

    def rate(self, var: str, default: str) -> tuple[int, int] | None:
        """`600/minute` as (600, 60 seconds); `off` as None."""
        value: str = self.str(var, default=default)
        number, _, unit = value.partition("/")
        if value == "off":
            return None
        if not number.isascii() or not number.isdigit() or not int(number) or unit not in SECONDS:
            raise ImproperlyConfigured(
                f"{var}={value} is no good: choose requests a {', '.join(SECONDS)}, as in 600/minute, or off."
            )
        return int(number), SECONDS[unit]


SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are ---------------------------------------------------------------------------------------------------

ENVIRONMENT: str = env.str("ENVIRONMENT", default="local")  # local | production
DEBUG: bool = env.bool("DEBUG", default=False)
HOST: str = env.str("HOST", default="127.0.0.1")
PORT: int = env.int("PORT", default=8000)
WEB_THREADS: int = env.int("WEB_THREADS", default=4)  # requests answered at once by each process of the server

# What the site makes for itself: database, generated secret, collected static files. Never in the repository.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def generated_secret(path: Path) -> str:
    """The secret that the first start wrote to `path` (mode 0600), so that later starts keep sessions valid."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY_IS_GENERATED = not env.str("SECRET_KEY", default="")
SECRET_KEY: str = env.str("SECRET_KEY", default="") or generated_secret(VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

# Absolute links of API, feeds and reader start here: never with the Host header, which the visitor chooses.
# `make run PORT=…` writes its address down, so that commands without any variable name the same site.
ADDRESS_FILE = VAR_DIR / "address"
LOCAL_URL = f"http://127.0.0.1:{PORT}"
if "PORT" not in env and ADDRESS_FILE.exists():
    LOCAL_URL = ADDRESS_FILE.read_text().strip()
PUBLIC_URL: str = env.str("PUBLIC_URL", default=LOCAL_URL).rstrip("/")
ALLOWED_HOSTS_ARE_DEFAULT = "ALLOWED_HOSTS" not in env
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Networks whose X-Forwarded-For and -Proto are believed (cms/door.py). The proxy must overwrite both.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])

# --- The publication ------------------------------------------------------------------------------------------------

SITE_NAME: str = env.str("SITE_NAME", default="Standfirst")
PUBLISHER_NAME: str = env.str("PUBLISHER_NAME", default=SITE_NAME)
PUBLISHER_LOGO: str = env.str("PUBLISHER_LOGO", default="")  # an absolute address
CORRECTIONS_POLICY: str = env.str("CORRECTIONS_POLICY", default="")  # the address of a page that says how it corrects
# The first locale is the default of lists and slugs.
LOCALES: list[str] = env.list("LOCALES", default=["en", "de"])
# The built-in reader at /. Off: the site is headless, and FRONTENDS says where articles live.
READER: bool = env.bool("READER", default=True)
# Whose players the built-in reader may load, once its visitor asks (articles/text/embeds.py). Others are links.
EMBED_HOSTS: list[str] = env.list(
    "EMBED_HOSTS",
    default=[
        "www.youtube-nocookie.com",
        "player.vimeo.com",
        "geo.dailymotion.com",
        "embed.ted.com",
        "archive.org",
        "w.soundcloud.com",
        "open.spotify.com",
    ],
)
# {"en": {"article": "https://magazine.example/{slug}", "category": …, "tag": …, "author": …,
#         "preview": "https://magazine.example/preview?token={token}"}}
FRONTENDS: dict[str, dict[str, str]] = env.json("FRONTENDS", default={})

# --- Feeds ----------------------------------------------------------------------------------------------------------

# What public feeds carry of an article that is free to read: its full text, or its lead.
FEED_CONTENT: str = env.one_of("FEED_CONTENT", "full", "teaser", default="full")
FEED_HIGHLIGHTS: bool = env.bool("FEED_HIGHLIGHTS", default=False)  # as <mark> in the full text
FEED_ITEMS: int = env.int("FEED_ITEMS", default=50)  # articles a feed, 1 to 100
if not 1 <= FEED_ITEMS <= 100:
    raise ImproperlyConfigured(f"FEED_ITEMS={FEED_ITEMS} is no good: choose 1 to 100.")
# Query parameters that others put into links to tell where a visitor came from: feeds, sitemaps and the reader's
# pages take no notice of them. A star at the end stands for whatever follows.
TRACKING_PARAMETERS: list[str] = env.list(
    "TRACKING_PARAMETERS", default=["utm_*", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"]
)

# --- Applications ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "cms",
    "cms.reader",
    "articles",
    "api",
    "articles.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "js_asset",
    "django_prose_editor",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rules",
    "csp",
    "corsheaders",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.cors.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.DeskLanguageMiddleware",
    "cms.redirects.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------------------------

DATABASE_URL: str = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
DATABASES: dict[str, dict[str, Any]] = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"].get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
    raise ImproperlyConfigured("DATABASE_URL is no good: begin it with sqlite:/// or postgresql://.")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads first and writes later fails at once under DEFERRED, whatever the timeout.
    # FULL: nobody must be told of a publish that a power cut takes back.
    DATABASES["default"] |= {
        "ENGINE": "cms.sqlite",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5} | DATABASES["default"].get("OPTIONS", {})  # seconds
# One process owns a SQLite file best: its writers stand in a line anyway.
WEB_WORKERS: int = env.int("WEB_WORKERS", default=1 if DATABASES["default"]["ENGINE"] == "cms.sqlite" else 2)
# With IMMEDIATE a transaction around each request would take the write lock for each GET.
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and passwords -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours; without it a lock lasts for ever
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Whom lockouts and throttles count.
CLIENT_ADDRESS = AXES_CLIENT_IP_CALLABLE = "cms.door.client_address"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# --- What the browser is told ---------------------------------------------------------------------------------------

IS_HTTPS = PUBLIC_URL.startswith("https://")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", PUBLIC_URL],  # documents name pictures by their full address
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a probe speaks to the process, not to the proxy
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", default=31_536_000 if IS_HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD: bool = env.bool("HSTS_PRELOAD", default=False)
# Whether every other host of the domain speaks https is the operator's to know, not a fault of this site.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.errors.csrf_failure"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
MAX_UPLOAD_BYTES: int = env.int("MAX_UPLOAD_BYTES", default=30_000_000)  # of one picture
MAX_BODY_BYTES: int = env.int("MAX_BODY_BYTES", default=MAX_UPLOAD_BYTES + 1_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Pictures -------------------------------------------------------------------------------------------------------

MEDIA_DIR = Path(env.str("MEDIA_DIR", default=str(VAR_DIR / "media")))


def local_folder(path: Path) -> dict[str, Any]:
    """A storage for files that only this site reads."""
    permissions = {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": path, **permissions}}


# --- Static files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Renditions are served by cms/media.py, originals by nobody.
    "originals": local_folder(MEDIA_DIR / "originals"),
    "renditions": local_folder(MEDIA_DIR / "renditions"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "cms.static.HashedStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- Languages and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
# Of the desk alone (cms/languages.py). A new one: CONTRIBUTING.md.
LANGUAGES = [("en", "English"), ("de", "German")]
LANGUAGE_COOKIE_NAME = "__Secure-language" if IS_HTTPS else "language"
LANGUAGE_COOKIE_PATH = "/admin/"  # neither API nor reader ever sees it
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE: str = env.str("TIME_ZONE", default="UTC")  # of the desk; the API always speaks UTC
USE_I18N = True
USE_TZ = True

# --- Content API ----------------------------------------------------------------------------------------------------

# Whose pages may read it from a browser: * for all (it is public), or origins such as https://magazine.example.
CORS_ORIGINS: list[str] = env.list("CORS_ORIGINS", default=["*"])
CORS_ALLOW_ALL_ORIGINS = "*" in CORS_ORIGINS
CORS_ALLOWED_ORIGINS = [origin for origin in CORS_ORIGINS if origin != "*"]
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-modified-since", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "Content-Sequence", "Deprecation", "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After",
    "Sunset",
]  # fmt: skip

REST_FRAMEWORK = {
    # Public views never read cookies; a view that knows somebody says so itself.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["api.http.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "api.http.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
# Requests in a window of so many seconds, for each key and each address; None: nobody counts. Without Redis each
# process of the server counts for itself and grants its share.
API_THROTTLE: tuple[int, int] | None = env.rate("API_THROTTLE", default="600/minute")
REDIS_URL: str = env.str("REDIS_URL", default="")
API_THROTTLE_PROCESSES = 1 if REDIS_URL else WEB_WORKERS
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "throttle": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "standfirst-throttle",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},  # seconds; then nobody is counted
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # addresses: some 20 MB at the most
    },
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Standfirst content API",
    "DESCRIPTION": """Published articles as JSON: what a frontend reads. Recipes: `docs/frontends.md`.

- **Keys**: what is public needs none. History needs one, sent as `Authorization: Bearer …`; a preview that or a token.
- **Errors** are problem documents (RFC 9457). A parameter that is unknown, repeated, empty or contradictory is 400;
  `errors` names each with a code for programs and the remedy for people.
- **Lists** come in pages with a `count`, those of articles from end to end too, with `cursor=start`; `next` is the
  whole address of what follows.
- **Freshness**: send back the ETag that you have (`If-None-Match`), and 304 costs next to nothing. `Content-Sequence`
  says how new an answer is, and `min_sequence`, where it is taken, asks for nothing older.
""",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Not its own for allowed values: names made up for them would change with each new field.
    "POSTPROCESSING_HOOKS": ["api.schema.tell_sparse", "api.examples.show_examples"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# --- Logs -----------------------------------------------------------------------------------------------------------

LOG_LEVEL: str = env.one_of("LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR", default="INFO")
LOG_FORMAT: str = env.one_of("LOG_FORMAT", "text", "json", default="json" if ENVIRONMENT == "production" else "text")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "cms.logs.JSONFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
