"""The figures of the gradient: its column of partial derivatives, its arrows, plane and bowl."""
