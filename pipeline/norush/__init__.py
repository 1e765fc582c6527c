"""norush: which API calls were in no rush, what did the rush cost, and how do you know?"""

__version__ = "0.1.0"
