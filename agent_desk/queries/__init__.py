"""What screens need, as frozen rows; reads only."""
