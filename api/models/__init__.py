from api.models.api_key import ApiKey

__all__ = ["ApiKey"]
