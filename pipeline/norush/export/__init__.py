"""What an audit hands over to other tools: findings, the workload of each request, and costs in the FOCUS format.

Reads the database of an audit, and the view of its report; writes one file, and nothing into the database.
"""
