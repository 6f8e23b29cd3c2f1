"""The model layer: catalog, store, engines, runtime and encoders. It knows nothing of pages or pictures."""
