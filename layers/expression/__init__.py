"""A small language for conditions and labels: fields, numbers and texts compared and joined.

    产值 >= 5000 AND 街道 IN ('五角场', '江湾') AND NOT 名称 LIKE '%筹%'

``parse`` reads one, ``holds`` says in which rows it is true, ``evaluate`` what it is in each.
Nothing of Python is run: there is no way from an expression to anything but the columns.
"""

from layers.expression.errors import ExpressionError
from layers.expression.evaluate import evaluate, holds
from layers.expression.parse import parse
from layers.expression.syntax import Expression
from layers.expression.values import Column, Numbers, Texts, texts_of

__all__ = ["Column", "Expression", "ExpressionError", "Numbers", "Texts", "evaluate", "holds", "parse", "texts_of"]
