"""Assessments: what a claim is entitled to, and why."""
