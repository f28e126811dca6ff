"""The program that people start: window, painter and command line."""
