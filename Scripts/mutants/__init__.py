"""What Scripts/proof-mutations.py needs beside the mutations themselves: the program that answers, and Coq."""
