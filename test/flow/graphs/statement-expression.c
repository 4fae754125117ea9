static int f(int a)
{
	int b = ({
		int c = one(a);

		if (!c)
			return -1;
		c + 1;
	});

	return b;
}

/* expected:
flowchart TD
  b0{"c = one(a)<br>c ?"}
  b0 -->|"true"| b2
  b0 -->|"false"| b1
  b1(["%2 = -1<br>return -1;"])
  b2(["%1 = c + 1;<br>b = ({<br>int c = one(a);<br>if (!c)<br>return -1;<br>c + 1;<br>})<br>%3 = b<br>return b;"])
*/
