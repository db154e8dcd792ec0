"""The claim language: characters to tokens, tokens to a syntax tree, a tree to a checked theorem."""
