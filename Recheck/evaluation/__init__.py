"""What a theorem says at one instance: values of expressions and truth of formulas."""
