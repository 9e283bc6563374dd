"""The order of the steps, the cache and the workers: the one place that knows what comes after what."""
