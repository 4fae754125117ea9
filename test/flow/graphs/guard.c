static int f(struct thing *t)
{
	guard(spinlock)(&t->lock);
	if (t->gone)
		return -1;
	return one(t);
}

/* expected:
flowchart TD
  b0{"guard(spinlock)(&t->lock);<br>t->gone ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1(["%1 = -1<br>leave guard<br>return -1;"])
  b2(["%2 = one(t)<br>leave guard<br>return one(t);"])
*/
