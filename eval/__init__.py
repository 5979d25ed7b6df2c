"""Whether the answers are good: gold questions, metrics, runs, the gate."""
