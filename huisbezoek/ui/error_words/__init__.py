"""The Dutch sentences of errors by subject: what happened, what is safe, what to do now."""
