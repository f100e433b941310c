"""How a question becomes an answer: state, nodes, prompts, the gateway to the chat model."""
