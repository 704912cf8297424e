"""Indicators: their figures for a period, with the records behind them."""
