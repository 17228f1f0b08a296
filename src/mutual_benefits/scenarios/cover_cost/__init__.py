"""Estimates the cost of a period of cover by simulation under stated assumptions."""
