"""Everything that is wrong with a register, for the people who keep it."""

from layers.check.finding import Finding, Severity
from layers.check.run import check_register

__all__ = ["Finding", "Severity", "check_register"]
