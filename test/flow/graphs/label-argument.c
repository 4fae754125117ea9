static int f(int *to, int a)
{
	unsafe_put_user(a, to, efault);
	return 0;
efault:
	return 1;
}

/* expected:
flowchart TD
  b0{"unsafe_put_user(a, to, efault);<br>goes to a label ?"}
  b0 --> b2
  b0 --> b1
  b1(["%1 = 0<br>return 0;"])
  b2(["%2 = 1<br>return 1;"])
*/
