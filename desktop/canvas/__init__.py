"""The map on the screen: what is seen where, and what gestures ask for."""
