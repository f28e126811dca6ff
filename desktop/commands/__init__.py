"""The commands of ``yangpu-atlas``; ``desktop.cli`` chooses among them."""
