"""The plan of the cycle: months and visitors by flow or in two stages; the order of a day."""
