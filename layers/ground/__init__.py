"""The ground of the map: everything that lies under the labels."""
