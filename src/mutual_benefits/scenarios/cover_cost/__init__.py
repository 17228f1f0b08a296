"""What a period of cover costs, by simulation under stated assumptions."""
