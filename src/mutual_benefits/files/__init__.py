"""Files of claims: CSV, Excel workbooks, JSON Lines and Parquet, read in one way and with one meaning."""
