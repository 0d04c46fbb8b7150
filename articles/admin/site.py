from __future__ import annotations

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = site_title = "Standfirst"
    index_title = "The desk"
