"""What several rule books make of the same claims, and why they differ."""
