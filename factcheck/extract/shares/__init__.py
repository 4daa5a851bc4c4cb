"""Parts of wholes and two populations set side by side: "half of them were A", "twice as many A as B"."""
