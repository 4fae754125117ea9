#define BAIL_IF(x) do { if (x) goto out; } while (0)

static void f(int a)
{
	one();
	BAIL_IF(a);
	two();
out:
	three();
}

/* expected:
flowchart TD
  b0["one();<br>BAIL_IF(a);<br>unknown: BAIL_IF() may hide a jump<br>two();"]
  b0 --> b1
  b1(["three();<br>return"])
*/
