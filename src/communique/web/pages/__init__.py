"""The views: each takes the resources and what the address tells, and returns a documented context."""
