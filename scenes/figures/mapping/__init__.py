"""The figures of mappings: the machine, and one stage for each kind R^n -> R^m."""
