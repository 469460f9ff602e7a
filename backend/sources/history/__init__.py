"""The user's own listening history: files that they already have, aggregated here.

``read_history`` of ``reader`` takes archives and loose files of several services, and
keeps nothing of them but the names, ranges, ranks and plays of the aggregate. The
browser reads the same files by the same rules, to the same bytes.
"""
