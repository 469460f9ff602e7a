"""How good the score is, measured on real listeners, beside the formulas of others."""
