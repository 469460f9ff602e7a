"""Who can be ranked, and the statistics that everybody is compared by."""
