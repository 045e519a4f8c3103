"""Trains and measures the bundled static embedder; nothing here is imported when answering.

``python -m vectorstore.training DATA_FOLDER`` writes the model folder anew,
``python -m vectorstore.training.score DATA_FOLDER`` measures one.
"""
