"""From a model's arrays to tiles, tables and RGBA pictures; knows neither files nor widgets."""
