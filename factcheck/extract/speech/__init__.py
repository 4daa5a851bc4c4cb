"""What somebody is said to have said or done: quotations, their speakers, and statements that documents may hold."""
