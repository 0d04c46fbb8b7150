"""The reference frontend at `/`: a list and an article page that know nothing but the public API.

`READER=0` takes it away: then `/` and everything below it is a plain 404, the API, feeds and admin stay where they
are, and `FRONTENDS` says where articles live. To delete it, delete this folder, its line in INSTALLED_APPS and its
lines in cms/urls.py.
"""
